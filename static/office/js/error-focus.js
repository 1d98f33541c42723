/* After a refused form the focus goes to the summary of errors; a link in it goes into its field.
   Also closes an open menu of the page head by Escape. */
(function () {
  "use strict";
  function focusField(event) {
    var link = event.target.closest(".error-summary a[href^='#']");
    var field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!field) { return; }
    var target = field.matches("input, select, textarea, button") ? field : field.querySelector("input, select, textarea") || field;
    event.preventDefault();
    (target.closest(".field") || target).scrollIntoView({ block: "start" });
    target.focus({ preventScroll: true });
  }
  var summary = document.querySelector(".error-summary");
  if (summary) { summary.focus(); }
  document.addEventListener("click", focusField);
  document.addEventListener("keydown", function (event) {
    var open = event.key === "Escape" && document.querySelector(".masthead details[open], .subnav details[open]");
    if (open) { open.open = false; open.querySelector("summary").focus(); }
  });
})();
