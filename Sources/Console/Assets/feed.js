// The live feed. Opens it again whatever happens to it, and tells when news came.
const reopenAfter = 2000;
const giveUpAfter = 6000;

/**
 * Opens `url` and calls `handlers[name](data)` for each event; `onNews` for every sign of life.
 * EventSource comes back by itself after a broken connection, but not after a refusal (all places
 * taken) and not from a connection that died without a word: those are opened afresh here.
 */
export function openFeed(url, handlers, onNews) {
  let source;
  let lastNews = 0;

  function open() {
    if (source) source.close();
    source = new EventSource(url);
    lastNews = performance.now();
    for (const name of Object.keys(handlers)) {
      source.addEventListener(name, (event) => {
        lastNews = performance.now();
        onNews();
        handlers[name](JSON.parse(event.data));
      });
    }
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) setTimeout(open, reopenAfter);
    };
  }

  open();
  setInterval(() => {
    if (performance.now() - lastNews > giveUpAfter) open();
  }, 1000);
}
