package link

import "strings"

// Keys that others append to every address they pass on, to follow those who click it. They
// say nothing of a figure and are dropped without a word.
var (
	strayKeys = setOf("secret fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid ymclid twclid ttclid " +
		"li_fat_id igsh igshid mkt_tok s_cid s_kwcid sc_cid rb_clickid epik cmpid " +
		"ref ref_src ref_url referrer share feature spm trk trkinfo si amp")
	strayBeginnings = []string{"utm_", "mc_", "_hs", "hsa_", "hsctatracking", "__hs", "pk_", "piwik_", "mtm_", "matomo_",
		"vero_", "oly_", "_ga", "_gl", "ga_", "wt_", "at_", "ns_", "trk_", "__s", "_bta_", "_ke", "_openstat"}
)

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

func stray(key string) bool {
	if strayKeys[key] {
		return true
	}
	for _, b := range strayBeginnings {
		if strings.HasPrefix(key, b) {
			return true
		}
	}
	return false
}
