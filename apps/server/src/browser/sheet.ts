/**
 * The keys of a sign-in sheet: a letter marks a line and goes on to the next, as fast as somebody reads the paper. The
 * grid is a form of radio buttons without it.
 */

const form = document.querySelector<HTMLFormElement>('form[data-sheet]');
if (form) takeKeys(form);

function takeKeys(sheet: HTMLFormElement): void {
  const lines = [...sheet.querySelectorAll<HTMLFieldSetElement>('[data-line]')];
  const choices = (line: HTMLFieldSetElement) => [...line.querySelectorAll<HTMLInputElement>('input[type=radio]')];
  const chosen = (line: HTMLFieldSetElement) => choices(line).find(({ checked }) => checked);
  const filled = sheet.querySelector<HTMLElement>('[data-filled]');

  const count = (): void => {
    if (!filled) return;
    const whole = new Intl.NumberFormat(document.documentElement.lang);
    filled.textContent = filled.dataset.filled!.replace('#', whole.format(lines.filter(chosen).length));
  };

  const goTo = (index: number): void => {
    const line = lines[index];
    if (line) (chosen(line) ?? choices(line)[0])?.focus();
    else if (index >= lines.length) sheet.querySelector<HTMLButtonElement>('button[type=submit]')?.focus();
  };

  /** What was written; or what was meant: a keyboard of other letters writes another one on the same key. */
  const lettersOf = ({ key, code }: KeyboardEvent): string[] =>
    /^[a-z]$/i.test(key) ? [key.toUpperCase()] : [key, code.replace(/^Key/, '')];

  const pressed = (line: HTMLFieldSetElement, letter: string) =>
    choices(line).find(({ dataset }) => dataset.keys!.split(' ').includes(letter));

  const mark = (line: HTMLFieldSetElement, choice: HTMLInputElement | null): void => {
    for (const each of choices(line)) each.checked = each === choice;
    count();
  };

  sheet.addEventListener('change', count);
  sheet.addEventListener('keydown', (event) => {
    const line = (event.target as HTMLElement).closest<HTMLFieldSetElement>('[data-line]');
    if (!line || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = lines.indexOf(line);
    const choice = lettersOf(event).reduce<HTMLInputElement | undefined>(
      (found, letter) => found ?? pressed(line, letter),
      undefined,
    );
    if (choice) {
      mark(line, choice);
      goTo(at + 1);
    } else if (event.key === 'ArrowDown' || event.key === 'Enter') goTo(at + 1);
    else if (event.key === 'ArrowUp') goTo(at - 1);
    else if (event.key === 'Delete' || event.key === 'Backspace') mark(line, null);
    else return;
    event.preventDefault();
  });
}
