// What stands by until the page does: a classic script without any module, so that somebody
// is there to say why nothing starts, in one sentence with what there is to do, and to take
// away each control that could do nothing. It is plain enough for the oldest browsers.
(function () {
  "use strict";
  var root = document.documentElement;
  var here = document.currentScript && document.currentScript.src;
  var up = false; // the page's own script runs
  var live = false; // a picture of the run was seen
  var failed = false;

  // A page of one figure opens on it.
  var own = root.getAttribute("data-link");
  if (own && !location.hash) {
    try {
      history.replaceState(null, "", own);
    } catch (e) {
      location.hash = own; // in a sandbox without an origin
    }
  }

  // How the page stands is known from its address, before anything is painted.
  var asked = /[?&]profile=projector(&|$)/.test(location.search) ? "projector" : "page";
  root.setAttribute("data-profile", /[?&]embed=1(&|$)/.test(location.search) ? "embed" : asked);
  if (location.hash || root.getAttribute("data-profile") !== "page") root.removeAttribute("data-home");
  var theme = /[?&]theme=(light|dark)(&|$)/.exec(location.search);
  if (theme) root.setAttribute("data-theme", theme[1]);

  /** @param {string} id */
  function at(id) {
    return document.getElementById(id);
  }

  /** @param {() => void} f called once the body is there, and before modules run */
  function ready(f) {
    if (document.readyState === "loading") document.addEventListener("readystatechange", f, { once: true });
    else f();
  }

  // ---- the sentence ----

  var reload = ["Reload the page", function () { location.reload(); }];

  /**
   * Nothing will run: says why, and what there is to do.
   * @param {string} sentence
   * @param {[string, string | (() => void)]} [way] its words, and an address or what it does
   */
  function fail(sentence, way) {
    if (live) return;
    failed = true;
    root.setAttribute("data-state", "failed");
    ready(function () {
      var box = at("apology");
      var p = document.createElement("p");
      p.textContent = sentence;
      box.textContent = "";
      box.appendChild(p);
      if (way) box.appendChild(wayOut(way));
      if (!at("poster")) at("titles").hidden = true;
      // Without its styles the page is long, and its stage far down.
      if (cutSheet()) document.body.insertBefore(box, document.body.firstChild);
      box.hidden = false;
      var gone = ["transport", "status", "knobs", "pins", "numbers", "share", "present", "help", "progress", "veil"];
      for (var i = 0; i < gone.length; i++) if (at(gone[i])) at(gone[i]).hidden = true;
    });
  }

  function wayOut(way) {
    var e = document.createElement(typeof way[1] === "string" ? "a" : "button");
    e.textContent = way[0];
    if (typeof way[1] === "string") {
      e.href = way[1];
      e.target = "_blank";
      e.rel = "noopener";
    } else {
      e.type = "button";
      e.addEventListener("click", way[1]);
    }
    return e;
  }

  // ---- what this browser, and this place in it, can do ----

  // (func (result v128) (i32x4.splat (i32.const 0))): valid only where there is SIMD.
  var simd = [
    0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, // magic, version
    0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7b, // types: () → v128
    0x03, 0x02, 0x01, 0x00, // functions: one, of type 0
    0x0a, 0x08, 0x01, 0x06, 0x00, 0x41, 0x00, 0xfd, 0x11, 0x0b // code
  ];

  /** @returns {string} what is lacking, or nothing */
  function lacking() {
    if (!("noModule" in document.createElement("script"))) {
      return "This figure needs a newer browser: Chrome 91, Firefox 113, Safari 16.4 and later can run it.";
    }
    if (typeof WebAssembly !== "object") {
      return "This figure computes with WebAssembly, which this browser lacks or has switched off.";
    }
    if (!WebAssembly.validate(new Uint8Array(simd))) {
      return "This figure computes with WebAssembly SIMD, which this browser lacks: Chrome 91, Firefox 113, Safari 16.4 and later have it.";
    }
    try {
      new WebAssembly.Module(new Uint8Array(simd));
    } catch (e) {
      return "The security policy of this site does not let WebAssembly run: its script-src needs 'wasm-unsafe-eval'.";
    }
    if (typeof Worker !== "function") {
      return "This figure computes in a Web Worker, which this browser lacks or has switched off.";
    }
    if (typeof DecompressionStream !== "function") {
      return "This figure comes compressed, and this browser lacks DecompressionStream: Chrome 91, Firefox 113, Safari 16.4 and later have it.";
    }
    return "";
  }

  // ---- files that did not come ----

  /** @param {string} address @returns {string} the name of a file */
  function name(address) {
    return address.replace(/[?#].*/, "").replace(/.*\//, "");
  }

  /**
   * One of these files, which the page cannot do without, failed: finds out which, and why.
   * @param {string[]} addresses
   */
  function missing(addresses) {
    if (failed) return;
    failed = true; // nothing else starts meanwhile
    var left = addresses.length;
    var found = false;
    addresses.forEach(function (address) {
      fetch(address, { cache: "no-store" }).then(function (r) {
        var kind = r.headers.get("Content-Type") || "";
        if (!r.ok) {
          say(name(address) + " is missing: the server answered " + r.status + ". Whoever keeps this page has to put the file back.");
        } else if (/html/.test(kind)) {
          say(name(address) + " came as a web page: this site, or a network that wants one to sign in, sent something else in its place.", reload);
        }
      }, function () {
        if (window.origin !== "null") return unreachable(address);
        // In a sandbox a file that is there may still not be read; this script is there.
        return fetch(here).then(function () { unreachable(address); }, sandboxed);
      }).then(function () {
        // All are there by now: then it was the connection, or what they say.
        if (--left === 0) say(name(addresses[0]) + ", or a script that it needs, came incomplete or damaged.", reload);
      });
    });
    function say(sentence, way) {
      if (!found) fail(sentence, way);
      found = true;
    }
    function unreachable(address) {
      if (navigator.onLine === false) say("You are offline, and " + name(address) + " is not here yet. Once there is a connection again, reload the page.", reload);
      else say(name(address) + " could not be loaded: the connection failed.", reload);
    }
    function sandboxed() {
      say("The page around this figure holds it in a sandbox in which it may not read its own files. It works with allow-same-origin in the sandbox, " +
        "or where " + location.host + " sends Access-Control-Allow-Origin: *, or in a tab of its own: " + alone(), ["Open it in a tab", alone()]);
    }
  }

  /** @returns {string} the address of this figure without its host's options */
  function alone() {
    return location.href.replace(/\?[^#]*/, "");
  }

  window.addEventListener("error", function (e) {
    var t = e.target;
    if (live) return;
    if (t && t.tagName === "LINK" && t.rel === "stylesheet" && !t.media) missing([t.href]);
    else if (t && t.tagName === "SCRIPT") missing([t.src].concat(modules()));
    else if (/SyntaxError/.test(e.message) && e.filename && e.filename.indexOf(location.protocol) === 0) damaged(e);
  }, true);

  /** @returns {string[]} the modules that the page's script needs: index.html names them all */
  function modules() {
    return [].map.call(document.querySelectorAll('link[rel="modulepreload"]'), function (l) { return l.href; });
  }

  /** A script came, and cannot be read: or what it needs of another one is not in that. */
  function damaged(e) {
    var other = /module '([^']+)'/.exec(e.message || "");
    fail(name(other ? other[1] : e.filename) + " came incomplete or damaged.", reload);
  }

  /** A style sheet that came whole ends by saying so. @returns {string} one that did not */
  function cutSheet() {
    var style = getComputedStyle(root);
    var links = document.querySelectorAll('link[rel="stylesheet"]:not([media])');
    for (var i = 0; i < links.length; i++) {
      var sheet = name(links[i].href);
      if (!style.getPropertyValue("--whole-" + sheet.replace(".css", ""))) return sheet;
    }
    return "";
  }

  function whole() {
    var cut = cutSheet();
    if (cut && !failed) fail(cut + " came incomplete or damaged.", reload);
  }

  // ---- the watch ----

  /**
   * Waits for a script that comes whole as far as the browser can tell, and does not do what it is to do.
   * @param {HTMLScriptElement} script @param {() => boolean} done whether it has
   */
  function watch(script, done) {
    script.addEventListener("load", function () {
      if (!failed && !done()) fail(name(script.src) + " came incomplete or damaged.", reload);
    });
  }

  window.narrowsBoot = {
    fail: fail,
    watch: watch,
    /** @returns {boolean} whether nothing will run */
    failed: function () { return failed; },
    /** The page's script runs. */
    up: function () {
      up = true;
      // Not every browser has read its style sheets by now.
      if (document.readyState === "complete") whole();
      else window.addEventListener("load", whole);
    },
    /** A picture of the run is on show: the page speaks for itself from here on. */
    live: function () { live = true; }
  };

  if (location.protocol === "file:") {
    fail("This page was opened from disk, and browsers start programs only from a web server: run make serve in its folder, or any other server of files, and open the address that it prints.");
    return;
  }
  var lack = lacking();
  if (lack) fail(lack);
  ready(function () {
    watch(document.querySelector('script[type="module"]'), function () { return up; });
    setTimeout(function () {
      if (failed || !at("waiting") || at("waiting").hidden) return;
      at("waiting").textContent = "The connection is slow: parts of this page are still on their way.";
      // A style sheet that does not come keeps all from being seen.
      [].forEach.call(document.querySelectorAll('link[rel="stylesheet"]:not([media])'), function (l) {
        if (l.sheet) return;
        l.media = "print";
        l.addEventListener("load", function () { l.removeAttribute("media"); });
      });
    }, 8000);
  });
})();
