# The commands to learn: build serve test check bench bench-web sizes figures claims site.
#
#	make serve                      build everything and serve it; PORT=… changes the port
#	make test                       every test; as root on Debian it installs what is missing
#	make check                      gofmt, vet, staticcheck, JavaScript syntax, import rules
#	make bench                      benchmarks, ready for benchstat; COUNT=10, BENCH=BottleneckStep
#	make bench-web                  beside other libraries in a browser, to web/bench/RESULTS.md; JOBS=J1r,J2 ROUNDS=3 for a look
#	make sizes                      what a visitor downloads
#	make figures LINK='#bottleneck?v=1&d=2' STEPS=2000 OUT=figures FORMAT=svg,png
#	                                of a link or a whole address; SEEDS=10 adds medians over seeds
#	make claims                     measures every number the stories tell; ONLY='sectors' some of them
#	make site                       one folder, web/build/site, for any static host; with SITE_URL=https://…, its
#	                                address, links to it have previews with pictures

# Official Go images pin GOTOOLCHAIN to local; the toolchain line of go.mod needs auto.
export GOTOOLCHAIN := auto
export GOEXPERIMENT := simd
# With simd, a loop that the runtime interrupts on an AVX-512 machine is left with registers in
# a state in which old instructions take up to a hundred times as long (sim/vector clears it
# where vectors are used; all other code waits). Nothing here needs to be interrupted.
export GODEBUG := asyncpreemptoff=1

GO ?= go
JS := GOOS=js GOARCH=wasm
B  := web/build

.NOTPARALLEL:
.PHONY: build serve test check bench bench-web sizes figures claims site clean \
	native wasm together browser tools bench-tools always
.DELETE_ON_ERROR:

# ---- build ----------------------------------------------------------------------------

find = $(sort $(shell find $(1) -type f ! -name '*_test.go' ! -path '*/testdata/*' 2>/dev/null))

# Both programs carry the same build id, so both follow from the same inputs: a page that
# meets a worker out of an old cache then says so instead of misreading its bytes.
INPUTS := go.mod go.sum Makefile $(filter-out %.html,$(call find,assets sim wasm/chart wasm/raster wasm/trainer wasm/view))

build: $(B)/trainer.wasm.gz $(B)/view.wasm.gz $(B)/wasm_exec.js $(B)/catalogue.json

# Written only when it changes, so that whatever depends on it is left alone otherwise.
$(B)/id: always
	@mkdir -p $(B)
	@new=$$(cat $(INPUTS) | git hash-object --stdin | cut -c1-12); \
		[ "$$new" = "$$(cat $@ 2>/dev/null)" ] || echo "$$new" >$@

$(B)/%.wasm: $(B)/id
	$(JS) $(GO) build -trimpath -ldflags "-s -w -X main.build=$$(cat $(B)/id)" -o $@ ./wasm/$*

$(B)/%.wasm.gz: $(B)/%.wasm
	@gzip -9nc $< >$@

.PRECIOUS: $(B)/%.wasm

# The loader must match the compiler, which go.mod names.
$(B)/wasm_exec.js: go.mod Makefile
	@mkdir -p $(B)
	@cp "$$($(GO) env GOROOT)/lib/wasm/wasm_exec.js" $@ && touch $@

$(B)/catalogue.json: $(B)/id $(call find,sim)
	$(GO) run -ldflags "-X main.build=$$(cat $(B)/id)" ./sim/cmd/catalogue -out $@

# What a browser shows until the programs are there, or if they never are: the finished run
# of each preset. That takes a minute or two, the first time and after a change of a picture.
POSTERS := $(B)/posters/index.json

$(POSTERS): go.mod $(filter-out %.html,$(call find,assets sim wasm/chart wasm/raster wasm/poster))
	@rm -rf $(@D)
	$(GO) run ./wasm/poster -out $(@D)

# The server is make's own child, and ends even if make is killed.
serve: build $(POSTERS)
	@$(GO) build -o $(B)/serve ./web/serve && exec $(B)/serve -tied

# A static host needs the page, its modules, the compressed programs, the fonts and
# nothing else.
SITE := $(B)/site

site: build $(POSTERS)
	@rm -rf $(SITE) && mkdir -p $(SITE)/$(B)
	@cp index.html LICENSE $(SITE)/ && touch $(SITE)/.nojekyll
	@find web -maxdepth 1 -type f ! -name '*.go' ! -name '*.md' -exec cp {} $(SITE)/web/ \;
	@cp $(B)/trainer.wasm.gz $(B)/view.wasm.gz $(B)/wasm_exec.js $(B)/catalogue.json $(SITE)/$(B)/
	@cp -r $(B)/stories $(B)/posters $(SITE)/$(B)/
	@find assets -name '*.woff2' -o -name 'OFL.txt' -o -name 'LICENSES.md' | while read -r f; do mkdir -p "$(SITE)/$$(dirname "$$f")" && cp "$$f" "$(SITE)/$$f"; done
	@$(GO) run ./sim/cmd/pages -site $(SITE) -url '$(SITE_URL)'
	@echo "$(SITE): $$(du -sh $(SITE) | cut -f1)"

clean:
	rm -rf $(B)

# ---- test -----------------------------------------------------------------------------

# The end-to-end tests come last, so that the last line says how all of it went.
test: tools check native together browser

# The tests under Node keep one core busy, and posters and sizes the other.
together: build
	@$(MAKE) wasm >$(B)/wasm.log 2>&1 & under=$$!; \
	$(MAKE) sizes site; made=$$?; \
	wait $$under; passed=$$?; cat $(B)/wasm.log; \
	exit $$((made + passed))

# figure and cmd draw and write files: they are native only. The trainer runs nowhere else.
NODE = $$($(GO) list ./sim/... | grep -v -e /figure -e /cmd/) ./wasm/trainer

native:
	$(GO) test -shuffle=on -timeout 1h $$($(GO) list ./... | grep -v /wasm/e2e)

wasm:
	$(JS) $(GO) test -short -shuffle=on -timeout 1h -exec "$$($(GO) env GOROOT)/lib/wasm/go_js_wasm_exec" $(NODE)

browser: site
	$(GO) test -count=1 -timeout 1h -parallel 4 -skip '^Test(Sizes|Import|TopFolder)' ./wasm/e2e

# Installs $$missing, as root on Debian; elsewhere says what to install.
define install
	if [ "$$(id -u)" = 0 ] && [ -e /etc/debian_version ]; then \
		echo installing $$missing; \
		export DEBIAN_FRONTEND=noninteractive; \
		mkdir -p $(B); { apt-get update && apt-get install -y --no-install-recommends $$missing; } >$(B)/apt.log 2>&1 \
			|| { tail -20 $(B)/apt.log; exit 1; }; \
	else \
		echo make $(MAKECMDGOALS) needs more: install $$missing; exit 1; \
	fi
endef

# What the tests need besides Go, git and make: browsers, a display that nobody sees for the
# one that has no other way, and Node.
tools:
	@missing=; \
	for b in "$$CHROMIUM" chromium chromium-browser google-chrome google-chrome-stable; do \
		command -v "$$b" >/dev/null && break; done || missing="chromium fonts-liberation"; \
	command -v node >/dev/null || missing="$$missing nodejs"; \
	command -v firefox-esr >/dev/null || missing="$$missing firefox-esr"; \
	command -v WebKitWebDriver >/dev/null || missing="$$missing webkit2gtk-driver"; \
	ls /usr/lib/*/webkit2gtk-4.1/MiniBrowser >/dev/null 2>&1 || missing="$$missing libwebkit2gtk-4.1-0"; \
	command -v Xvfb >/dev/null || missing="$$missing xvfb"; \
	if [ -z "$$missing" ]; then exit 0; fi; \
$(install)

# ---- check ----------------------------------------------------------------------------

# staticcheck runs natively also for js; it does not know that go:wasmexport uses a function.
check:
	@bad=$$(git ls-files -co --exclude-standard '*.go' | xargs "$$($(GO) env GOROOT)/bin/gofmt" -l); \
		if [ -n "$$bad" ]; then echo "gofmt -w" $$bad; exit 1; fi
	$(GO) vet ./...
	$(JS) $(GO) vet ./...
	$(GO) tool staticcheck ./...
	@mkdir -p $(B)/tool && $(GO) build -o $(B)/tool/staticcheck honnef.co/go/tools/cmd/staticcheck
	$(JS) $(B)/tool/staticcheck $$($(JS) $(GO) list ./... | grep -v -e /wasm/trainer -e /gopeer)
	$(JS) $(B)/tool/staticcheck -checks inherit,-U1000 ./wasm/trainer ./web/bench/gopeer
	$(GO) tool esbuild --log-level=warning --bundle --format=esm '--external:./build/*' '--external:../build/*' '--external:@tensorflow/*' --external:convnetjs --outdir=$(B)/tool/js web/*.js web/bench/*.js
	$(GO) test -count=1 -run '^Test(Import|TopFolder)' ./wasm/e2e

# ---- measure --------------------------------------------------------------------------

COUNT ?= 1
BENCH ?= .

bench: build $(POSTERS)
	$(GO) test -run '^$$' -bench '$(BENCH)' -benchmem -count=$(COUNT) $$($(GO) list ./... | grep -v /wasm/e2e)
	$(GO) test -run '^$$' -bench '$(BENCH)' -benchtime 1x -count=$(COUNT) -timeout 30m ./wasm/e2e

# The other libraries come from npm, the C reference from clang. With JOBS the results are
# shown, not kept.
W     := $(B)/bench
PEERS := @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-backend-cpu@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0 convnetjs@0.3.0

bench-web: build $(POSTERS) bench-tools $(W)/peers
	$(JS) $(GO) build -trimpath -ldflags "-s -w" -o $(W)/gopeer.wasm ./web/bench/gopeer
	clang --target=wasm32 -O3 -msimd128 -ffreestanding -nostdlib -Wl,--no-entry -Wl,-s -o $(W)/reference.wasm web/bench/reference/reference.c
	NODE_PATH=$(W)/node_modules $(GO) tool esbuild --log-level=warning --bundle --minify --format=esm --outdir=$(W) web/bench/tfjs.js web/bench/convnet.js
	$(GO) run ./web/bench $(if $(ROUNDS),-rounds $(ROUNDS)) $(if $(JOBS),-jobs '$(JOBS)',-out web/bench)

$(W)/peers: Makefile | bench-tools
	@mkdir -p $(W)
	npm install --prefix $(W) --no-audit --no-fund --save-exact $(PEERS)
	@touch $@

bench-tools: tools
	@missing=; \
	command -v clang >/dev/null || missing="clang"; \
	command -v wasm-ld >/dev/null || missing="$$missing lld"; \
	command -v npm >/dev/null || missing="$$missing npm"; \
	if [ -z "$$missing" ]; then exit 0; fi; \
$(install)

sizes: build
	$(GO) test -run '^TestSizes$$' -v ./wasm/e2e

# ---- figures --------------------------------------------------------------------------

LINK   ?= \#bottleneck?v=1
OUT    ?= figures
FORMAT ?= svg

# The link goes by the environment: a shell would read what stands in it.
figures: export LINK := $(value LINK)
figures: $(B)/id
	@$(GO) run -ldflags "-X main.build=$$(cat $(B)/id)" ./sim/cmd/figures -link "$$LINK" $(if $(STEPS),-steps $(STEPS)) $(if $(SEEDS),-seeds $(SEEDS)) -out '$(OUT)' -format '$(FORMAT)'

# Less than an hour of one core in all; what is there is kept where ONLY does not match.
claims:
	$(GO) run ./sim/cmd/claims -only '$(ONLY)'
