import type { Language } from '#libs/kernel';

const escaped: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const harmless = (text: string): string => text.replace(/[&<>"]/g, (letter) => escaped[letter]!);

const address = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]]/g;

/** A line with its addresses made links: what is shown is where it leads. */
function line(text: string): string {
  let html = '';
  let end = 0;
  for (const found of text.matchAll(address)) {
    html += `${harmless(text.slice(end, found.index))}<a href="${harmless(found[0])}">${harmless(found[0])}</a>`;
    end = found.index + found[0].length;
  }
  return html + harmless(text.slice(end));
}

function block(text: string): string {
  const lines = text.split('\n');
  if (!lines.every((one) => one.startsWith('• '))) return `<p>${lines.map(line).join('<br>\n')}</p>`;
  return `<ul>\n${lines.map((one) => `<li>${line(one.slice(2))}</li>`).join('\n')}\n</ul>`;
}

// Lao needs height above and below its lines.
const style =
  "font-family: 'Noto Sans Lao', 'Noto Sans', 'Phetsarath OT', sans-serif; font-size: 16px; line-height: 1.8; color: #1c2733; max-width: 40em;";

/** The same words as the text, with a line of HTML around each paragraph. */
export function htmlOf(subject: string, text: string, language: Language): string {
  const blocks = text.split(/\n{2,}/).map(block);
  return `<!DOCTYPE html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${harmless(subject)}</title></head>
<body style="${style}">
${blocks.join('\n')}
</body>
</html>
`;
}
