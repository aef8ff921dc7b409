import { expect, test } from 'vitest';
import { subjectThere } from '../../web/features/plan/hand.ts';
import type { SectionNameFragment, SubjectNameFragment } from '../../web/graphql/generated/graphql.ts';

const section: SectionNameFragment = { id: 's', stage: 'PRIMARY', school: { id: 'a', name: '城关小学' } };
const named = (code: string): SubjectNameFragment => ({ code, words: { zh: code, en: code } });
const onFile = [named('english'), named('music')];

test('in a section the subject shown first is the one sent, until another is chosen', () => {
  expect(subjectThere({ section }, onFile, undefined)).toBe('english');
  expect(subjectThere({ section }, onFile, 'music')).toBe('music');
});

test('a post brings its subject, a seat and staying none', () => {
  expect(subjectThere({ section, subject: named('art') }, onFile, 'music')).toBe('art');
  expect(subjectThere({ section, role: 'PRINCIPAL' }, onFile, 'music')).toBeNull();
  expect(subjectThere({}, onFile, 'music')).toBeNull();
});
