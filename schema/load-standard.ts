import type { z } from 'zod';
import { builder } from './builder.ts';
import { Stage } from './enums.ts';
import * as stored from './stored.ts';

const Load = builder.objectRef<z.infer<typeof stored.load>['periods'][number]>('Load').implement({
  description: 'Weekly periods one full-time teacher teaches.',
  fields: (t) => ({
    stage: t.expose('stage', { type: Stage, description: 'In this stage.' }),
    subject: t.string({
      nullable: true,
      description: 'Code of the subject; null: every subject of the stage that is not named.',
      resolve: ({ subject }) => subject ?? null,
    }),
    load: t.exposeFloat('load', { description: 'Periods a week.' }),
  }),
});

builder.prismaNode('LoadStandard', {
  description: 'Weekly periods of a full-time teacher, from a day on.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    version: t.exposeString('version', { description: 'Its name, unique in the county.' }),
    effectiveFrom: t.expose('effectiveFrom', { type: 'Day', description: 'First day in force.' }),
    loads: t.field({
      type: [Load],
      description: 'Loads by stage and subject.',
      select: { body: true },
      resolve: ({ body }) => stored.load.parse(body).periods,
    }),
    classTeacherDuty: t.float({
      nullable: true,
      description:
        'Share of a full load that class-teacher duty (班主任) takes, 0 to 1; null: the standard is silent.',
      select: { body: true },
      resolve: ({ body }) => stored.load.parse(body).classTeacherDuty ?? null,
    }),
  }),
});
