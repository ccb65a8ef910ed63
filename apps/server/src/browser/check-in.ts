// The check-in code in front of a room: renews itself, counts who came, keeps the screen lit. Without this script the
// page asks for itself again.

interface Code {
  qr: string;
  renewsIn: number;
  checkedIn: number;
  seats: number;
}

const screenOf = document.querySelector<HTMLElement>('[data-check-in]');
if (screenOf) show(screenOf);

function show(page: HTMLElement): void {
  const part = (name: string): HTMLElement | null => page.querySelector(`[data-${name}]`);
  const image = page.querySelector('img');
  const { renewal = '', csrf = '', renewsIn = '', lost = '' } = page.dataset;
  const comeBackAfter = 5000;

  const take = ({ qr, checkedIn, seats }: Code): void => {
    image!.src = `data:image/svg+xml;base64,${btoa(qr)}`;
    part('checked-in')!.textContent = String(checkedIn);
    part('seats')!.textContent = String(seats);
    part('said')!.textContent = '';
  };

  const renew = async (): Promise<void> => {
    // Not open yet, over, or signed out: the page itself says which.
    if (!image) return location.reload();
    try {
      const reply = await fetch(renewal, { method: 'POST', headers: { 'x-csrf-token': csrf } });
      if (reply.status >= 500) throw new Error(reply.statusText);
      if (!reply.ok) return location.reload();
      const code = (await reply.json()) as Code;
      take(code);
      later(code.renewsIn);
    } catch {
      part('said')!.textContent = lost;
      later(comeBackAfter);
    }
  };

  // A moment after the change: the next code is there then.
  const later = (milliseconds: number): void => void setTimeout(() => void renew(), Math.max(milliseconds, 0) + 200);
  later(Number(renewsIn));

  const stayLit = (): void => void navigator.wakeLock?.request('screen').catch(() => undefined);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && stayLit());
  stayLit();

  const button = part('full-screen');
  if (button && document.fullscreenEnabled) {
    button.hidden = false;
    button.addEventListener('click', () => void page.requestFullscreen());
  }
}
