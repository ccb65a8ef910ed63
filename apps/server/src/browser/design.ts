// The designer of certificates: what is typed is drawn beside it after a moment. Without this script a button draws it.

const form = document.querySelector<HTMLFormElement>('form[data-preview]');
const frame = document.querySelector<HTMLIFrameElement>('#design-preview');
const said = document.querySelector<HTMLElement>('#design-said');
if (form && frame && said) follow(form, frame, said);

function follow(typed: HTMLFormElement, shown: HTMLIFrameElement, status: HTMLElement): void {
  const pause = 600;
  let timer = 0;
  let latest = 0;
  let picture = '';

  const say = (text: string): void => {
    status.textContent = text;
    status.hidden = text === '';
  };

  const draw = async (): Promise<void> => {
    latest += 1;
    const mine = latest;
    const fields = [...new FormData(typed)].map(([name, value]): [string, string] => [name, String(value)]);
    const answer = await fetch(typed.dataset.preview!, { method: 'POST', body: new URLSearchParams(fields) });
    const isDrawn = answer.headers.get('content-type')?.startsWith('application/pdf') === true;
    const bytes = isDrawn ? await answer.blob() : null;
    const page = isDrawn ? '' : await answer.text();
    // Somebody typed on meanwhile: what they typed last is drawn last.
    if (mine !== latest) return;
    if (!bytes) return say(faults(page));
    say('');
    const before = picture;
    picture = URL.createObjectURL(bytes);
    shown.src = `${picture}#toolbar=0&view=Fit`;
    if (before) URL.revokeObjectURL(before);
  };

  const later = (): void => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void draw().catch(() => undefined), pause);
  };
  typed.addEventListener('input', later);
}

/** What the page says is wrong with the form. */
function faults(page: string): string {
  const summary = new DOMParser().parseFromString(page, 'text/html').querySelector('.error-summary');
  const items = [...(summary?.querySelectorAll('li') ?? [])];
  return (items.length > 0 ? items : [summary?.querySelector('p')])
    .map((item) => item?.textContent?.trim())
    .join(' · ');
}
