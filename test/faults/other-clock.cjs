// Preloaded into a server of the tests and its threads: their clock is the machine's, moved by as many milliseconds as
// the file CLOCK_FILE says. Timers go on as they are, as they do where somebody sets a machine's clock.
const { readFileSync } = require('node:fs');

const Machine = Date;
let moved = 0;
const look = () => {
  moved = Number(readFileSync(process.env.CLOCK_FILE, 'utf8'));
};
look();
setInterval(look, 20).unref();

globalThis.Date = new Proxy(Machine, {
  get: (date, key) => (key === 'now' ? () => Machine.now() + moved : Reflect.get(date, key)),
  construct: (date, given, as) =>
    Reflect.construct(
      date,
      given.length === 0 ? [Machine.now() + moved] : given,
      as === globalThis.Date ? date : as,
    ),
});
