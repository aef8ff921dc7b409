import { expect, test } from 'vitest';
import { openIdRefusal, secretIn } from '../../web/features/sign-in/way-in.ts';

const secret = 'a'.repeat(43);

test.each([
  [`#invitation=${secret}`, { kind: 'invitation', secret }],
  [`#reset=${secret}`, { kind: 'reset', secret }],
  [`#other=${secret}`, undefined],
  ['#reset=short', undefined],
  ['#content', undefined],
  ['', undefined],
])('%s', (fragment, way) => expect(secretIn(fragment)).toEqual(way));

test.each([
  ['?sign-in=trip', 'trip'],
  ['?county=1&sign-in=unknown', 'unknown'],
  ['?sign-in=<script>', undefined],
  ['', undefined],
])('%s', (search, why) => expect(openIdRefusal(search)).toBe(why));
