import type { Language } from '#libs/kernel';

export interface NavItem {
  /** The label is `layout.nav.<key>`. */
  key: string;
  href: string;
  current: boolean;
}

export interface Notice {
  kind: 'success' | 'problem' | 'info';
  text: string;
}

/** A form that was refused: what was typed, and what is wrong with it. */
export interface FormState {
  /** The form's name on its page, as in the partials' `form=`. */
  name: string;
  values: Record<string, string | string[]>;
  /** `field` is the name of the input (`title.lo`); `pointer` the JSON pointer of the same. */
  errors: { pointer: string; field: string; code: string; message: string }[];
  /** The refusal as a whole, where it belongs to no single field. */
  message: string | null;
}

/** What surrounds every page: templates read it as `@frame`. */
export interface Frame {
  language: Language;
  /** The address of the page shown, with its query but without `lang`. */
  path: string;
  title: string;
  nav: NavItem[];
  account: { name: string; roles: string[] } | null;
  csrf: string;
  notice: Notice | null;
  form: FormState | null;
  /** The same in other formats, for programs. */
  alternates?: { type: string; href: string }[];
  /** What is put around the page: a file of `templates/layouts`, `page` unless said otherwise. */
  layout?: string;
}
