// Counting breaths by eye: 30 s, one tap a breath. The two fields stay for those who count alone.
const seconds = 30;
const form = document.getElementById("counter");
const button = form.querySelector("[data-count]");
const words = document.getElementById("words").dataset;
const startText = button.textContent;
let endsAt = null;
let breaths = 0;

function show() {
  if (endsAt === null) return;
  const left = Math.ceil((endsAt - performance.now()) / 1000);
  if (left > 0) {
    button.textContent = `${button.dataset.count} · ${breaths} · ${left} ${words.secondsLeft}`;
    return;
  }
  endsAt = null;
  button.textContent = startText;
  form.elements.breaths.value = breaths;
  form.elements.seconds.value = seconds;
  form.querySelector("button:not([type])").focus();
}

export function startCounter() {
  button.hidden = false;
  button.addEventListener("click", () => {
    if (endsAt === null) {
      endsAt = performance.now() + seconds * 1000;
      breaths = 0;
    } else {
      breaths += 1;
    }
    show();
  });
  setInterval(show, 250);
}
