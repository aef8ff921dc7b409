import { RouterProvider } from '@tanstack/react-router';
import { App, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useEffect, useMemo, useState } from 'react';
import { Provider } from 'urql';
import { openClient } from '../graphql/client.ts';
import { useDark } from '../ui/dark.ts';
import { useWords } from '../ui/language.ts';
import { router } from './router.tsx';
import { Session } from './session.tsx';
import { themeFor } from './theme.ts';

/** The whole console: language, look, the line to the server, who is signed in, and the page asked for. */
export function Console() {
  const { language } = useWords();
  const { dark } = useDark();
  const [login, setLogin] = useState(0);
  // A new client forgets what the last reader saw, and asks again for messages in the new language.
  // biome-ignore lint/correctness/useExhaustiveDependencies: both are reasons for a new client.
  const client = useMemo(openClient, [login, language]);
  const theme = useMemo(() => themeFor(dark), [dark]);
  useEffect(() => {
    document.body.toggleAttribute('data-dark', dark);
  }, [dark]);
  return (
    <ConfigProvider
      button={{ autoInsertSpace: false }}
      locale={language === 'en' ? enUS : zhCN}
      theme={theme}
    >
      <App component={false}>
        <Provider value={client}>
          <Session key={login} onChange={() => setLogin((count) => count + 1)}>
            <RouterProvider router={router} />
          </Session>
        </Provider>
      </App>
    </ConfigProvider>
  );
}
