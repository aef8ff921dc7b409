import '../ui/console.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startLanguage } from '../ui/language.ts';
import { Console } from './console.tsx';
import { preloadPage } from './router.tsx';

const place = document.getElementById('console');
if (!place) throw new Error('index.html has no #console.');

preloadPage(location.pathname);
await startLanguage();
createRoot(place).render(
  <StrictMode>
    <Console />
  </StrictMode>,
);
