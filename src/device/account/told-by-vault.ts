/** What my other devices cannot know from anywhere else. */
export const signinNamePreference = 'signin-name';
export const namePreference = 'name';
