export * from './access';
export * from './activity';
export * from './artifacts';
export * from './metrics';
export * from './studies';
