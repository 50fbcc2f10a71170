/**
 * The header that makes a browser save an answer under a name (RFC 6266, RFC 8187): the name in ASCII for old clients and
 * in UTF-8 for others. A name never says where to save: folders, control characters and leading dots are taken out.
 */
export function attachment(name: string): string {
  const safe = fileName(name);
  const ascii = safe.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_');
  const encoded = encodeURIComponent(safe).replace(/['()*!]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${ascii}"${ascii === safe ? '' : `; filename*=UTF-8''${encoded}`}`;
}

/** A name without a path and without what systems or people could misread. */
export function fileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1)!;
  // Cc control, Cs halves of characters, Cf invisible and direction marks, Zl and Zp line ends.
  const visible = last.replace(/[\p{Cc}\p{Cs}\p{Cf}\p{Zl}\p{Zp}<>:"|?*]/gu, '_').replace(/^[.\s]+|[.\s]+$/g, '');
  const characters = [...visible].slice(0, 150).join('');
  return characters === '' ? 'file' : characters;
}
