import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import express, { type RequestHandler, Router } from 'express';
import packedStatic from 'express-static-gzip';

/** The built console; every page of it is the same file, which finds its way by the address. */
export function consolePages(folder: string): Router {
  const router = Router();
  // What Vite builds has its hash in its name.
  const assets = join(folder, 'assets');
  if (existsSync(assets))
    router.use(
      '/assets',
      packedStatic(assets, { serveStatic: { immutable: true, maxAge: '365d', fallthrough: false } }),
    );
  router.use(express.static(folder, { index: false, maxAge: 0 }));
  router.use(page(join(folder, 'index.html')));
  return router;
}

const page =
  (file: string): RequestHandler =>
  (request, response, next) => {
    // An address that ends like a file is one that is not there, not a page of the console.
    if (request.method !== 'GET' || extname(request.path) !== '' || request.accepts(['html']) === false) {
      next();
      return;
    }
    if (existsSync(file)) response.setHeader('cache-control', 'no-cache').sendFile(file);
    else response.status(503).type('html').send(notBuilt);
  };

const notBuilt = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>均衡 Junheng</title>
<h1>网页尚未生成</h1><p>请停止服务，运行 <code>npm start</code>，它会先生成网页。接口 <code>/graphql</code> 已可使用。</p>
<h1 lang="en">The console is not built</h1><p lang="en">Stop the server and run <code>npm start</code>, which builds it first. The API at <code>/graphql</code> is up.</p>`;
