/* Saves a long form by itself after ten quiet seconds and says when. The form works the same without it.
   Form: data-autosave (the address is data-autosave-url or the form's own). Sent: the form's fields without files,
   header "X-Autosave: 1". Answers: 200 {"saved_at": "14:03", "version": 4, "set": {"name": "value"}}, 409 {"message": "…", "url": "…"},
   400 {} or {"message": "…", "version": 4} when part of it was saved, 401 {"message", "url", "label"} when the session has ended.
   The place of the words is .autosave (components/autosave.html). Says "autosaved" to the form when it was kept. */
(function () {
  "use strict";
  var QUIET = 10000;
  function fields(form) {
    var data = new FormData(form);
    Array.from(data.entries()).forEach(function (pair) { if (pair[1] instanceof File) { data.delete(pair[0]); } });
    return data;
  }
  function say(place, state, text, url, label) {
    if (!place) { return; }
    place.dataset.state = state;
    place.textContent = text;
    if (url) {
      var link = document.createElement("a");
      link.href = url;
      link.textContent = label || place.dataset.compare;
      if (label) { link.target = "_blank"; }
      place.append(" ", link);
    }
  }
  function keep(form) {
    var place = form.querySelector(".autosave"), timer, dirty = false, stopped = false;
    function save() {
      if (!dirty || stopped) { return; }
      dirty = false;
      fetch(form.dataset.autosaveUrl || form.getAttribute("action") || location.href, {
        method: "POST", body: fields(form), credentials: "same-origin", redirect: "error", headers: { "X-Autosave": "1", "Accept": "application/json" }
      }).then(function (answer) {
        return answer.json().then(function (json) {
          var version = form.querySelector("input[name='version']");
          if (version && json.version !== undefined) { version.value = json.version; }
          Object.keys(json.set || {}).forEach(function (name) { if (form.elements[name]) { form.elements[name].value = json.set[name]; } });
          if (answer.status === 409) {
            stopped = true;
            say(place, "conflict", json.message || place.dataset.conflict, json.url);
          } else if (answer.ok) {
            say(place, "saved", place.dataset.saved.replace("00:00", json.saved_at));
            if (!dirty) { form.dispatchEvent(new Event("autosaved")); }
          } else {
            dirty = dirty || answer.status === 401;
            say(place, "failed", json.message || place.dataset.failed, json.url, json.label);
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
