/** Keeps the files of the page, for opening it without a network, and what it holds for as long as the phone has room. */
export async function keepFiles(outdated: () => void): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const hadOne = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (hadOne) outdated();
  });
  const scope = '/roll-call';
  await navigator.serviceWorker.register('/roll-call/worker.js', { scope, updateViaCache: 'none' }).catch(() => null);
  await navigator.storage?.persist?.();
}
