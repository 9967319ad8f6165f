import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { html } from '../app/html.js';

describe('html', () => {
  it('refuses a value in an attribute without quotes', () => {
    expect(() => html`<a href=${'x'}></a>`).toThrow('Put quotes around the value after <a href=');
  });

  it('leaves no character that begins or ends markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(html`<p title="${text}">${text}</p>`.text).toMatch(/^<p title="[^<>"'`]*">[^<>"'`]*<\/p>$/);
      }),
    );
  });

  it('keeps an address with a value in its query', () => {
    expect(html`<a href="/app/tasks?project=${'a&b'}"></a>`.text).toBe(
      '<a href="/app/tasks?project=a&#38;b"></a>',
    );
  });

  it('takes markup as it is, joins lists, and leaves out what is nothing', () => {
    const items = ['a', '<'].map((text) => html`<li>${text}</li>`);
    const list = html`<ul>
      ${items}${null}${undefined}${false}${0}
    </ul>`;
    expect(list.text.replaceAll(/\s/g, '')).toBe('<ul><li>a</li><li>&#60;</li>0</ul>');
  });
});
