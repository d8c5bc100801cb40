// The rule for roles, states and properties: those of WAI-ARIA 1.2 (4.1.2).

const everywhere = listed(`aria-atomic aria-braillelabel aria-brailleroledescription aria-busy aria-controls aria-current
  aria-describedby aria-description aria-details aria-disabled aria-errormessage aria-flowto aria-haspopup aria-hidden
  aria-invalid aria-keyshortcuts aria-label aria-labelledby aria-live aria-owns aria-relevant aria-roledescription`);
const ranged = "meter progressbar scrollbar separator slider spinbutton";
const some = Object.fromEntries(Object.entries({
  "aria-activedescendant": "application combobox grid group listbox menu menubar radiogroup searchbox spinbutton tablist textbox toolbar tree treegrid",
  "aria-autocomplete": "combobox searchbox textbox", "aria-checked": "checkbox menuitemcheckbox menuitemradio option radio switch treeitem",
  "aria-colcount": "grid table treegrid", "aria-colindex": "cell columnheader gridcell row rowheader", "aria-colspan": "cell columnheader gridcell rowheader",
  "aria-expanded": "application button checkbox columnheader combobox gridcell link listbox menuitem menuitemcheckbox menuitemradio row rowheader switch tab treeitem",
  "aria-level": "heading listitem row treeitem", "aria-modal": "alertdialog dialog", "aria-multiline": "searchbox textbox",
  "aria-multiselectable": "grid listbox tablist tree treegrid", "aria-orientation": "listbox menu menubar radiogroup scrollbar separator slider tablist toolbar tree treegrid",
  "aria-placeholder": "searchbox textbox", "aria-posinset": "article listitem menuitem menuitemcheckbox menuitemradio option radio row tab treeitem", "aria-pressed": "button",
  "aria-readonly": "checkbox combobox grid gridcell listbox radiogroup searchbox slider spinbutton switch textbox treegrid",
  "aria-required": "checkbox combobox gridcell listbox radiogroup searchbox spinbutton switch textbox tree treegrid",
  "aria-rowcount": "grid table treegrid", "aria-rowindex": "cell columnheader gridcell row rowheader", "aria-rowspan": "cell columnheader gridcell rowheader",
  "aria-selected": "columnheader gridcell option row rowheader tab treeitem", "aria-setsize": "article listitem menuitem menuitemcheckbox menuitemradio option radio row tab treeitem",
  "aria-sort": "columnheader rowheader", "aria-valuemax": ranged, "aria-valuemin": ranged, "aria-valuenow": ranged, "aria-valuetext": ranged,
}).map(([attribute, who]) => [attribute, listed(who)]));
const either = listed("true false");
const values = {
  "aria-atomic": either, "aria-busy": either, "aria-disabled": either, "aria-expanded": either, "aria-hidden": either, "aria-modal": either,
  "aria-multiline": either, "aria-multiselectable": either, "aria-readonly": either, "aria-required": either, "aria-selected": either,
  "aria-checked": listed("true false mixed"), "aria-pressed": listed("true false mixed"), "aria-live": listed("off polite assertive"),
  "aria-current": listed("page step location date time true false"), "aria-haspopup": listed("true false menu listbox tree grid dialog"),
  "aria-invalid": listed("true false grammar spelling"), "aria-orientation": listed("horizontal vertical undefined"), "aria-sort": listed("ascending descending none other"),
};
const numeric = listed("aria-level aria-valuenow aria-valuemin aria-valuemax aria-posinset aria-setsize aria-rowcount aria-colcount");
const required = {
  checkbox: "aria-checked", switch: "aria-checked", radio: "aria-checked", menuitemcheckbox: "aria-checked", menuitemradio: "aria-checked",
  combobox: "aria-expanded", heading: "aria-level", meter: "aria-valuenow", scrollbar: "aria-valuenow", slider: "aria-valuenow",
};
const nameless = listed("caption code deletion emphasis generic insertion none paragraph presentation strong subscript superscript time");
const plain = "b, bdi, bdo, br, canvas, code, div, em, i, kbd, label, legend, mark, p, pre, q, s, samp, small, span, strong, sub, sup, u, var";

/** Roles are roles, their attributes such as they have, with values such as these have. */
function* aria() {
  for (const e of all("*")) {
    const given = words(e.getAttribute("role") ?? "");
    for (const r of given) if (!roles.has(r)) yield [e, `has the role “${r}”, which is none`];
    const role = roleOf(e);
    const state = given.includes(role) && required[role];
    if (state && !e.hasAttribute(state) && !implicit.some(([selector, r]) => r === role && e.matches(selector))) yield [e, `is a ${role} without ${state}`];
    for (const { name: attribute, value } of e.attributes) {
      if (!attribute.startsWith("aria-")) continue;
      const may = some[attribute];
      if (!may && !everywhere.has(attribute)) yield [e, `has ${attribute}, which is no attribute`];
      else if (may && !may.has(role)) yield [e, `has ${attribute}, which its role does not know`];
      if (values[attribute] ? !values[attribute].has(value) : numeric.has(attribute) && !(value.trim() && Number.isFinite(Number(value)))) yield [e, `has ${attribute}="${value}"`];
      if (/^aria-label(ledby)?$/.test(attribute) && (nameless.has(role) || (!role && e.matches(plain)))) yield [e, `has ${attribute}, but no role that has a name`];
    }
  }
}
