export const themeKey = 'tombola-theme';

/** Runs before anything is drawn, so that no page flashes in the wrong colours. */
export const themeScript = `try{var t=localStorage.getItem('${themeKey}');if(t==='light'||t==='dark')document.documentElement.dataset.theme=t}catch(e){}`;
