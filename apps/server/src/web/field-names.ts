/**
 * A summary of ten times "Please fill this in." helps nobody. Only the finished page knows what its fields are called,
 * so the links of the summary (`data-names-field`) get the label or legend of the field they lead to once it is drawn.
 * Both are HTML already: nothing is escaped here, nothing needs to be.
 */
export function withFieldNames(html: string): string {
  return html.replace(/<a href="#([^"]+)" data-names-field>/g, (_link, id: string) => {
    const name = nameOf(html, id);
    return name ? `<a href="#${id}">${name}: ` : `<a href="#${id}">`;
  });
}

function nameOf(html: string, id: string): string | undefined {
  const [, whole = '', language] = /^(.+?)(\.(?:lo|vi|en))?$/.exec(id) ?? [];
  const legend = legendOf(html, whole);
  const label = language || !legend ? labelOf(html, id) : undefined;
  return [legend, label].filter(Boolean).join(' – ') || undefined;
}

const labelOf = (html: string, id: string) => wordsAfter(html, `<label for="${id}">`);

function legendOf(html: string, id: string): string | undefined {
  const fieldset = /<fieldset[^>]*>/g;
  for (let found = fieldset.exec(html); found; found = fieldset.exec(html)) {
    if (found[0].includes(` id="${id}"`)) return wordsAfter(html.slice(found.index), '<legend>');
  }
  return undefined;
}

/** Up to the end of the element, or to what is only said beside the name: "(optional)", a second line. */
function wordsAfter(html: string, start: string): string | undefined {
  const begin = html.indexOf(start);
  if (begin < 0) return undefined;
  return /^(.*?)(?: ?<span class="(?:optional|sub)">|<\/label>|<\/legend>)/s.exec(
    html.slice(begin + start.length),
  )?.[1];
}
