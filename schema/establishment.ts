import type { SectionEstablishment as Shape } from '../solver/establishment.ts';
import { builder } from './builder.ts';
import { sectionKeyed, sectionOnFile } from './on-file.ts';
import { Subject, subjectOf } from './subject.ts';

export const SectionEstablishment = builder
  .objectRef<Shape & { readonly countyId: string }>('SectionEstablishment')
  .implement({
    description:
      'The establishment posts (编制) of a section: due, on file, held, and what is missing all the same.',
    fields: (t) => ({
      section: sectionOnFile(t, 'The section.', ({ countyId, section }, context) =>
        sectionKeyed(context, countyId, section),
      ),
      standard: t.exposeString('standard', { description: 'The version of the standard that it is due by.' }),
      pupils: t.exposeInt('pupils', { nullable: true, description: 'Its pupils; null: not on file.' }),
      classes: t.exposeInt('classes', { description: 'Its classes.' }),
      byPupils: t.exposeInt('byPupils', {
        nullable: true,
        description:
          'Posts by pupils: an incomplete group earns none; null: the pupils are not on file, or the school is special or vocational, whose posts no ratio of the standard counts.',
      }),
      byClasses: t.exposeInt('byClasses', {
        nullable: true,
        description:
          'Posts by classes, in small rural schools; null: it is in none, or not known to be, or the standard counts none.',
      }),
      due: t.exposeInt('due', {
        nullable: true,
        description:
          'The greater of the two; null: the pupils are not on file, its own or those of its school’s other stage where they make the school small or not.',
      }),
      onFile: t.exposeInt('onFile', { nullable: true, description: 'Posts on file; null: not known.' }),
      registered: t.exposeInt('registered', {
        description: 'Established staff whose personnel relation sits here (在编).',
      }),
      serving: t.exposeInt('serving', { description: 'Everybody who teaches here (在岗).' }),
      beyond: t.exposeInt('beyond', {
        nullable: true,
        description:
          'Registered staff beyond the posts on file, or beyond those due where none are: above 0 over (超编), below 0 under (缺编); null: not known.',
      }),
      missing: t.field({
        type: [Subject],
        description: 'Subjects for specialists that lack as much as opens a post.',
        resolve: ({ countyId, missing }, _args, context) =>
          Promise.all(missing.map((code) => subjectOf(context, countyId, code))),
      }),
      structuralShortage: t.exposeBoolean('structuralShortage', {
        nullable: true,
        description:
          'Every post is taken, and subjects are missing all the same (结构性缺编); null: the posts are not known.',
      }),
    }),
  });
