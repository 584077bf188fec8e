/** Keeps a member's place in an article: how much of the text has passed, sent now and then and when they leave. */
const SENT_EVERY_MS = 5000;
const WORTH_PERCENT = 2;

export function startReading(): void {
  const article = document.querySelector<HTMLElement>("[data-reading]:not([data-awake])");
  const slug = article?.dataset.reading;
  const text = article?.querySelector<HTMLElement>("[data-reading-text]");
  if (!article || !slug || !text) return;
  article.dataset.awake = "";
  let sent = 0;
  let timer = 0;
  const tell = (): void => {
    timer = 0;
    const percent = passed(text);
    if (percent < sent + WORTH_PERCENT) return;
    sent = percent;
    void send(slug, percent);
  };
  const later = (): void => {
    timer ||= window.setTimeout(tell, SENT_EVERY_MS);
  };
  document.addEventListener("scroll", later, { passive: true });
  addEventListener("pagehide", tell);
}

/** How much of the text has come above the lower edge of the window, in percent; nothing before the first screen. */
function passed(text: HTMLElement): number {
  const box = text.getBoundingClientRect();
  if (box.top > 0) return 0;
  const share = (innerHeight - box.top) / box.height;
  return Math.round(Math.min(Math.max(share, 0), 1) * 100);
}

async function send(slug: string, percent: number): Promise<void> {
  const token = document.querySelector<HTMLMetaElement>("meta[name=csrf-token]")?.content ?? "";
  const headers = { "Content-Type": "application/json", "X-CSRF-Token": token };
  const body = JSON.stringify({ percent });
  await fetch(`/api/articles/${slug}/progress`, { method: "PUT", headers, body, keepalive: true }).catch(() => undefined);
}
