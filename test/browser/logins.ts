import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { ask, openPage } from './browse.ts';

/** A role, and the row it is over, as `inviteUser` takes it. */
export interface Granted {
  readonly role: 'HR_OFFICER' | 'PRINCIPAL' | 'TEACHER';
  readonly countyId?: string;
  readonly schoolId?: string;
  readonly teacherId?: string;
}

/**
 * A reader with a login of their own, whom `officer`, an administrator, asks in; signed in. The demo's own logins stay as other
 * tests know them.
 */
export async function openAs(browser: Browser, officer: Page, granted: Granted) {
  const email = `${randomUUID()}@test.junheng.example`;
  const password = randomUUID();
  const { inviteUser } = await ask(
    officer,
    `mutation ($email: String!, $grants: [GrantInput!]!) { inviteUser(email: $email, name: "测试人员", grants: $grants) {
      __typename ... on Invited { secret } ... on Refusal { message } } }`,
    { email, grants: [{ administrator: false, ...granted }] },
  );
  const { secret } = inviteUser;
  if (secret === undefined) throw new Error(`The invitation was refused: ${JSON.stringify(inviteUser)}`);
  const reader = await openPage(browser, new URL(officer.url()).origin);
  await ask(
    reader.page,
    'mutation ($secret: String!, $password: String!) { acceptInvitation(secret: $secret, password: $password) { __typename } }',
    { secret, password },
  );
  await reader.page.goto('/');
  await reader.page.getByLabel('邮箱').fill(email);
  await reader.page.getByLabel('密码', { exact: true }).fill(password);
  await reader.page.getByRole('button', { name: /^登\s*录$/ }).click();
  await reader.page.getByRole('banner').waitFor();
  return { ...reader, email, password };
}

type Kind = 'REQUESTS' | 'WISHES' | 'POINTS_FROZEN' | 'OBJECTIONS';

/** A round of the demo county for next autumn, opened by `officer`, that is open for these kinds of acts this week. */
export async function openRoundFor(officer: Page, name: string, kinds: readonly Kind[]) {
  const { counties } = await ask(officer, '{ counties { nodes { id code } } }');
  const year = new Date().getFullYear() + 1;
  const { openRound } = await ask(
    officer,
    `mutation ($input: OpenRoundInput!) { openRound(input: $input) {
      ... on Round { id version name } ... on Refusal { message } } }`,
    {
      input: {
        countyId: counties.nodes[0].id,
        name: `${name} ${randomUUID().slice(0, 8)}`,
        schoolYear: year,
        effective: `${year}-09-01`,
        windows: kinds.map((kind) => ({ kind, from: dayFromNow(-2), until: dayFromNow(4) })),
      },
    },
  );
  if (openRound.id === undefined) throw new Error(openRound.message);
  return openRound as { readonly id: string; readonly version: number; readonly name: string };
}

/** A day so many days from today in the demo county. */
export const dayFromNow = (days: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', dateStyle: 'short' }).format(
    new Date(Date.now() + days * 86_400_000),
  );
