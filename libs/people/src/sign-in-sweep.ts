import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { Sweeps, UnitOfWork } from '#libs/platform';
import { SignInsRepository } from './sign-ins.repository.js';

/** Milliseconds. So long an ended sign-in is kept: a token used twice still ends what came of it. */
const keptFor = 90 * 24 * 3_600_000;

@Injectable()
export class SignInSweep implements OnModuleInit {
  constructor(
    private readonly signIns: SignInsRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly sweeps: Sweeps,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sweeps.register(() => this.sweep());
  }

  private sweep(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - keptFor);
    return this.unitOfWork.run(() => this.signIns.forgetOverBefore(before));
  }
}
