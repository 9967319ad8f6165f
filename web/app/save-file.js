const keepMs = 60_000;

/** Offers data as a JSON file. @param {string} name @param {unknown} data */
export function saveFile(name, data) {
  const url = URL.createObjectURL(new Blob([JSON.stringify(data, null, 2)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), keepMs); // some browsers read it later
}
