// Comes before all other scripts, in docket.js.
(function () {
  "use strict";
  // The one way to load a script: the page's policy (Trusted Types) takes no plain address, and
  // this gives out only those of the site's own scripts.
  var home = new URL("..", document.currentScript.src).href;
  function own(path) {
    var address = new URL(path, document.baseURI).href;
    if (!address.startsWith(home) || !/^[^?#%]*\.js$/.test(address.slice(home.length))) {
      throw new TypeError("No script of this site: " + address);
    }
    return address;
  }
  var types = window.trustedTypes && trustedTypes.createPolicy("docket", { createScriptURL: own });
  window.docketAddress = function (path) { return types ? types.createScriptURL(path) : own(path); };
}());
