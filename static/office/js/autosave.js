/* Saves a long form by itself after ten quiet seconds and says when. The form works the same without it.
   Form: data-autosave (the address is data-autosave-url or the form's own). Sent: the form's fields without files,
   header "X-Autosave: 1". Answers: 200 {"saved_at": "14:03", "version": 4}, 409 {"message": "…", "url": "…"},
   400 {} or {"message": "…", "version": 4} when part of it was saved.
   The place of the words is .autosave (components/autosave.html). */
(function () {
  "use strict";
  var QUIET = 10000;
  function fields(form) {
    var data = new FormData(form);
    Array.from(data.entries()).forEach(function (pair) { if (pair[1] instanceof File) { data.delete(pair[0]); } });
    return data;
  }
  function say(place, state, text, url) {
    if (!place) { return; }
    place.dataset.state = state;
    place.textContent = text;
    if (url) {
      var link = document.createElement("a");
      link.href = url;
      link.textContent = place.dataset.compare;
      place.append(" ", link);
    }
  }
  function keep(form) {
    var place = form.querySelector(".autosave"), timer, dirty = false, stopped = false;
    function save() {
      if (!dirty || stopped) { return; }
      dirty = false;
      fetch(form.dataset.autosaveUrl || form.action, {
        method: "POST", body: fields(form), credentials: "same-origin", redirect: "error", headers: { "X-Autosave": "1", "Accept": "application/json" }
      }).then(function (answer) {
        return answer.json().then(function (json) {
          var version = form.querySelector("input[name='version']");
          if (version && json.version !== undefined) { version.value = json.version; }
          if (answer.status === 409) {
            stopped = true;
            say(place, "conflict", json.message || place.dataset.conflict, json.url);
          } else if (answer.ok) {
            say(place, "saved", place.dataset.saved.replace("00:00", json.saved_at));
          } else {
            say(place, "failed", json.message || place.dataset.failed);
          }
        });
      }).catch(function () { dirty = true; say(place, "failed", place.dataset.failed); });
    }
    form.addEventListener("input", function () { dirty = true; clearTimeout(timer); timer = setTimeout(save, QUIET); });
    form.addEventListener("submit", function () { stopped = true; clearTimeout(timer); });
    document.addEventListener("visibilitychange", function () { if (document.hidden) { clearTimeout(timer); save(); } });
  }
  document.querySelectorAll("form[data-autosave]").forEach(keep);
})();
