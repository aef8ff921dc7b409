import '../ui/console.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { askEarly } from '../graphql/client.ts';
import { CountiesDocument, SessionDocument, TodayDocument } from '../graphql/generated/graphql.ts';
import { tellFieldFaults } from '../ui/field-faults.ts';
import { startLanguage } from '../ui/language.ts';
import { Console } from './console.tsx';
import { preloadPage } from './router.tsx';
import { countyOf } from './session.tsx';

/** Then what is there is drawn; ms. */
const LONGEST_BLANK = 1_000;

/** Draws the console once, with what is there, and not three times with what is missing. */
async function start(): Promise<void> {
  const place = document.getElementById('console');
  if (!place) throw new Error('index.html has no #console.');
  const { pathname, search } = location;
  const page = preloadPage(pathname);
  await startLanguage();
  tellFieldFaults();
  const counties = askEarly(CountiesDocument, {}).then((data) => data?.counties.nodes ?? []);
  if (pathname === '/' || pathname === '/today')
    void counties.then((all) => {
      const county = countyOf(all, new URLSearchParams(search).get('county'));
      return county && askEarly(TodayDocument, { county: county.code });
    });
  await Promise.race([
    Promise.all([page, askEarly(SessionDocument, {}), counties]),
    new Promise((resolve) => setTimeout(resolve, LONGEST_BLANK)),
  ]);
  createRoot(place).render(
    <StrictMode>
      <Console />
    </StrictMode>,
  );
}

// Awaited by nobody: what a page fetches of this file would wait for it, and it for the page.
void start();
