import { Injectable } from '@nestjs/common';
import type { Where } from '#libs/platform';

type Selected = (column: string) => Where;
type Assigned = (column: string, instructorPersonId: string) => Where;

/**
 * A port: who was ever selected, and who sits in an instructor's runs, is known in rooms above, which say it here
 * once at start. Until they do, nobody is seen that way.
 */
@Injectable()
export class PersonSight {
  private selected: Selected | null = null;
  private assigned: Assigned | null = null;

  /** `column` names a person who has ever been selected for a run. */
  registerSelected(condition: Selected): void {
    this.selected = condition;
  }

  /** `column` names a person enrolled in a run to which this instructor is assigned. */
  registerAssigned(condition: Assigned): void {
    this.assigned = condition;
  }

  selectedOn(column: string): Where | null {
    return this.selected?.(column) ?? null;
  }

  assignedTo(column: string, instructorPersonId: string | null): Where | null {
    return instructorPersonId === null ? null : (this.assigned?.(column, instructorPersonId) ?? null);
  }
}
