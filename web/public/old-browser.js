// Says so where the console cannot run: 109 is the last Chromium for Windows 7. Written for the oldest browsers.
(() => {
  var chromium = /Chrome\/(\d+)/.exec(navigator.userAgent);
  var tooOld = chromium ? Number(chromium[1]) < 109 : !('noModule' in document.createElement('script'));
  if (!tooOld) return;
  document.addEventListener('DOMContentLoaded', () => {
    document.body.innerHTML =
      '<h1>浏览器版本过低</h1><p>请使用 Chromium 109 或更新内核的浏览器（如新版 Edge、Chrome、360 极速浏览器）。</p>' +
      '<p lang="en">This browser is too old. Please use one based on Chromium 109 or later.</p>';
  });
})();
