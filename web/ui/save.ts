/** Hands a file to the browser to save. */
export function save(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  // Chromium reads the file after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
