import type { LocalisedText } from '#libs/kernel';

export interface DemoOutput {
  title: LocalisedText;
  summary: LocalisedText;
  sector: string;
  province: string | null;
  zone: string | null;
  accessLevel: 'public' | 'partners' | 'restricted';
  gate?: string;
  enterprises?: string[];
  criteria: string[];
  licence?: string;
  content: Record<string, unknown>;
}

/** What the two groups of a run deliver. */
export type DemoPair = [DemoOutput, DemoOutput];
