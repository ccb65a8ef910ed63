/**
 * A file field in the words of the page: those of the browser are in the browser's language, and none has Lao. The field
 * stays what it is, transparent over a button and the name of the file, so that click, key and dropped file reach it.
 */

for (const field of document.querySelectorAll<HTMLInputElement>('input[data-choose]')) {
  const box = document.createElement('span');
  box.className = 'file-box';
  const part = (className: string, text: string): HTMLElement => {
    const element = document.createElement('span');
    element.className = className;
    element.ariaHidden = 'true';
    element.textContent = text;
    box.append(element);
    return element;
  };
  const { choose = '', none = '' } = field.dataset;
  part('button secondary', choose);
  const chosen = part('chosen', none);
  field.before(box);
  box.append(field);
  delete field.dataset.choose;
  const show = (): void => {
    chosen.textContent = [...(field.files ?? [])].map(({ name }) => name).join(', ') || none;
  };
  field.addEventListener('change', show);
  // The browser keeps what was chosen when somebody comes back to the page.
  addEventListener('pageshow', show);
}
