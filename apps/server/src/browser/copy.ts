/** Buttons that copy or pass on what another element says; without this script one selects it by hand. */

const saidBy = (element: HTMLElement): string =>
  element instanceof HTMLInputElement ? element.value : (element.textContent?.trim() ?? '');

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
  const { copy = '', copied = '' } = button.dataset;
  const source = document.getElementById(copy);
  if (!source || !navigator.clipboard) continue;
  button.hidden = false;
  const label = button.textContent;
  const status = document.createElement('span');
  status.className = 'visually-hidden';
  status.setAttribute('role', 'status');
  button.after(status);
  const say = (text: string | null, aloud: string) => {
    button.textContent = text;
    status.textContent = aloud;
  };
  let back: ReturnType<typeof setTimeout> | undefined;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(saidBy(source));
    clearTimeout(back);
    say(copied, copied);
    back = setTimeout(() => say(label, ''), 3000);
  });
}

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-share]')) {
  const { share = '', title = '' } = button.dataset;
  const source = document.getElementById(share);
  if (!source || !('share' in navigator)) continue;
  button.hidden = false;
  // Whoever closes the choice of programs has refused nothing that matters.
  button.addEventListener('click', () => navigator.share({ title, url: saidBy(source) }).catch(() => {}));
}
