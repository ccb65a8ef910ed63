/** Buttons that copy what another element says; without this script one selects it by hand. */

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
  const { copy = '', copied = '' } = button.dataset;
  const source = document.getElementById(copy);
  if (!source || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(source.textContent?.trim() ?? '');
    button.textContent = copied;
  });
}
