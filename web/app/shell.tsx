import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { Suspense, useEffect, useId, useState, useSyncExternalStore } from 'react';
import { useMutation } from 'urql';
import { connection, onConnection } from '../graphql/connection.ts';
import { SignOutDocument } from '../graphql/generated/graphql.ts';
import { useDark } from '../ui/dark.ts';
import { useWords } from '../ui/language.ts';
import { LanguageSwitch } from '../ui/language-switch.tsx';
import { Loading } from '../ui/states.tsx';
import { menuOf } from './navigation.ts';
import { useReader } from './session.tsx';

/** What stands around every page: where one is, where one may go, who one is. */
export function Shell() {
  const { t } = useWords();
  const { counties, county, school } = useReader();
  return (
    <>
      <a className="skip-link" href="#content">
        {t('skip')}
      </a>
      <header className="frame-head">
        <Link to="/" className="brand">
          <img src="/icon.svg" alt="" />
          {t('name')}
        </Link>
        {counties.length > 1 ? (
          <CountyChoice />
        ) : (
          <span className="place quiet">{school?.name ?? county?.name}</span>
        )}
        <Tools />
      </header>
      <ConnectionNotice />
      <div className="frame-body">
        <Menu />
        <main id="content" tabIndex={-1}>
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
    </>
  );
}

/** Beside the page where there is room; behind a button on a phone. */
function Menu() {
  const { t } = useWords();
  const reader = useReader();
  const { pathname } = useLocation();
  const [open, setOpen] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page closes the menu of a phone.
  useEffect(() => setOpen(false), [pathname]);
  return (
    <nav className="frame-nav" aria-label={t('menu')} data-open={open || undefined}>
      <button type="button" className="menu-button" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span aria-hidden="true">☰</span> {t('menu')}
      </button>
      <div className="menu-groups">
        {menuOf(reader).map(({ key, places }) => (
          <section key={key} aria-labelledby={`menu-${key}`}>
            <p id={`menu-${key}`} className="menu-heading">
              {t(`navGroup.${key}`)}
            </p>
            {places.map((place) => (
              <Link
                key={place.key}
                to={place.to}
                {...(place.within?.some((start) => pathname.startsWith(start))
                  ? { 'aria-current': true }
                  : {})}
              >
                {t(`nav.${place.key}`)}
              </Link>
            ))}
          </section>
        ))}
      </div>
    </nav>
  );
}

function Tools() {
  const { t } = useWords();
  const { viewer, roles, onChange } = useReader();
  const { dark, chooseDark } = useDark();
  const [{ fetching }, signOut] = useMutation(SignOutDocument);
  const { message } = App.useApp();
  const leave = async () => {
    const { error } = await signOut({});
    if (error) message.error(t('signIn.notOut'));
    else onChange();
  };
  return (
    <div className="frame-tools">
      <LanguageSwitch />
      <Button
        type="text"
        onClick={() => chooseDark(!dark)}
        aria-label={dark ? t('light') : t('dark')}
        title={dark ? t('light') : t('dark')}
      >
        <span aria-hidden="true">{dark ? '☀' : '☾'}</span>
      </Button>
      <span className="who">
        <span>{viewer.name}</span>
        <span className="quiet small">{roles.map((role) => t(`role.${role}`)).join(t('comma'))}</span>
      </span>
      <Button onClick={leave} loading={fetching}>
        {t('signIn.out')}
      </Button>
    </div>
  );
}

function CountyChoice() {
  const { t } = useWords();
  const id = useId();
  const { counties, county } = useReader();
  const navigate = useNavigate();
  return (
    <span className="row">
      <label className="unseen" htmlFor={id}>
        {t('county')}
      </label>
      <select
        id={id}
        className="native"
        value={county?.code ?? ''}
        onChange={({ target }) => void navigate({ to: '/', search: { county: target.value } })}
      >
        {counties.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </span>
  );
}

function ConnectionNotice() {
  const { t } = useWords();
  const state = useSyncExternalStore(onConnection, connection);
  return (
    <div role="status">{state === 'lost' ? <p className="connection">{t('connectionLost')}</p> : null}</div>
  );
}
