import { Module } from '@nestjs/common';
import { HealthApi } from './health.api.js';
import { JobsApi } from './jobs.api.js';
import { MetricsApi } from './metrics.api.js';

/** Health, figures and long work. */
@Module({ controllers: [HealthApi, MetricsApi, JobsApi] })
export class OperationsWebModule {}
