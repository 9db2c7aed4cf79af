// The next touch may be about earlier, or about what someone else did. It holds for one touch, and
// stands where the thumb is until then: a mode that stays would date everything after it wrongly.
const form = document.getElementById("late");
const line = document.getElementById("next");
const said = line.querySelector("b");

const careForms = () => document.querySelectorAll("form[data-care]");

function put(name, value) {
  for (const care of careForms()) {
    for (const old of care.querySelectorAll(`input[type=hidden][name="${name}"]`)) old.remove();
    if (value === null) continue;
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = name;
    input.value = value;
    care.append(input);
  }
}

function backToNow() {
  for (const name of ["ago", "certainty", "doneBy"]) put(name, null);
  line.hidden = true;
  said.textContent = "";
  // A page that came with a moment in its address must not bring it back when it is loaded again.
  if (location.search) history.replaceState(null, "", location.pathname);
}

function set(seconds, certainty, doneBy) {
  backToNow();
  if (seconds === 0 && !doneBy) return;
  if (seconds > 0) {
    put("ago", String(seconds));
    put("certainty", certainty.value);
  }
  if (doneBy) put("doneBy", doneBy);
  const words = form.querySelector("[data-by]").dataset;
  const parts = [seconds > 0 ? `${Math.floor(seconds / 60)} ${words.ago}` : words.now];
  if (seconds > 0 && certainty.dataset.words) parts.push(certainty.dataset.words);
  if (doneBy) parts.push(`${words.by} ${doneBy}`);
  said.textContent = parts.join(", ");
  line.hidden = false;
  line.scrollIntoView({ block: "nearest" });
}

export function startLate() {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = event.submitter;
    const typed = Number(form.elements.minutes.value || 0) * 60;
    const seconds = button && button.name === "ago" ? Number(button.value) : typed;
    set(seconds, form.querySelector("[name=certainty]:checked"), form.elements.doneBy.value.trim());
    form.reset();
    form.querySelector("details").open = false;
  });
  line.querySelector("a").addEventListener("click", (event) => {
    event.preventDefault();
    backToNow();
  });
  // Registered after the touches' own listener: what is sent has been read when this runs.
  document.addEventListener("submit", (event) => {
    if ("care" in event.target.dataset && !line.hidden) setTimeout(backToNow, 0);
  });
}
