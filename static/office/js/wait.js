/* A page that waits for work: looks again after the seconds of data-wait. Without JavaScript a link or a meta element does it. */
(function () {
  "use strict";
  var place = document.querySelector("[data-wait]");
  if (place) { setTimeout(function () { window.location.reload(); }, 1000 * parseInt(place.dataset.wait, 10)); }
})();
