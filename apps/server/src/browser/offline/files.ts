/**
 * Keeps the files of the page, for opening it without a network, and what it holds for as long as the phone has room.
 * `scope`: where its worker answers.
 */
export async function keepFiles(page: string, scope: string, outdated: () => void): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const hadOne = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (hadOne) outdated();
  });
  await navigator.serviceWorker.register(`${page}/worker.js`, { scope, updateViaCache: 'none' }).catch(() => null);
  await navigator.storage?.persist?.();
}
