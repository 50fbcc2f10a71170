import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { inlineOf } from './inline';
import { pagePolicy } from './page-policy';

const sha256 = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const directive = (policy: string, name: string) =>
  policy
    .split(';')
    .find((each) => each.startsWith(`${name} `))
    ?.slice(name.length + 1);

test('a page may run its own inline scripts and those of the server', () => {
  const html =
    `<script src="/a.js" async=""></script><script id="_R_">first()</script><SCRIPT type='module'>second("<b>")</SCRIPT>` +
    `<script>third(">", '</b>')</script >`;
  expect(pagePolicy(html)).toBe(
    [
      "default-src 'none'",
      `script-src 'self' ${sha256('first()')} ${sha256('second("<b>")')} ${sha256(`third(">", '</b>')`)}`,
      "style-src 'self'",
      "img-src 'self' data: blob:",
      "font-src 'self'",
      "connect-src 'self'",
      "manifest-src 'self'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "object-src 'none'",
    ].join(';'),
  );
});

test('the same script twice is one source, and one of other line ends is hashed as browsers read it', () => {
  const policy = pagePolicy('<script>a()\r\nb()</script><script>a()\nb()</script>');
  expect(directive(policy, 'script-src')).toBe(`'self' ${sha256('a()\nb()')}`);
});

test('inline styles are allowed by what they are, and only where there are some', () => {
  const policy = pagePolicy(
    `<style>p{}</style><p style="font:&quot;A&#x27;s&quot;">x</p><script>s='<i style="b">'</script>`,
  );
  expect(directive(policy, 'style-src')).toBe(`'self' 'unsafe-hashes' ${sha256('p{}')} ${sha256(`font:"A's"`)}`);
  expect(policy).not.toContain('unsafe-inline');
});

test('comments, quoted brackets and data attributes hold nothing inline', () => {
  const html = `<!-- <script>no()</script> --><p title="<script>no()</script>" data-style="x" data-src='y'>style="z"</p>`;
  expect(inlineOf(html)).toEqual({ scripts: [], styles: [], styleAttributes: [] });
});

test('every script of a page is found, whatever stands in it and around it', () => {
  const text = fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '/', '!', '-', 'a', '=', '\n', '&') });
  const script = text.filter((each) => !/<\/script/i.test(each));
  fc.assert(
    fc.property(fc.array(script, { maxLength: 5 }), (scripts) => {
      const html = scripts.map((each) => `<p class="a>b">x</p><!--$--><script data-a='>'>${each}</script>`).join('');
      expect(inlineOf(html).scripts).toEqual(scripts);
    }),
  );
});
