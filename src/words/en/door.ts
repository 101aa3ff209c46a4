export const door = {
  tabTitle: 'Bothways',
  title: 'Support goes both ways',
  lead: 'A quiet place for people who hold each other up.',
  talk: 'Two people talk here, write down what helps, and keep each sentence only for as long as both say yes to it.',
  locked:
    'Each word is locked on your own device before it goes out. Only the people you write to can open it. Whoever keeps the machine cannot.',
  alike: 'There is one kind of member. What one of us can do, all of us can do.',
  limits: 'Who sees what',
  courses: 'There are courses on mutual support here, for anybody to read.',
  coursesLink: 'To the courses',
  hostSays: 'From whoever runs this place',
  comeInTitle: 'Coming in',
  comeIn: 'You come in by a link that somebody hands you. There is no list to join and no form to fill in.',
  signInTitle: 'You have been here before',
  signIn: 'Sign in',
  notFounded: 'This place has not been opened yet. Whoever keeps the machine has a link that opens it, once.',
  clearedTitle: 'This browser has cleared what it kept',
  cleared:
    'Somebody was at home in this browser, and it has thrown away what was stored. What was sent is safe: sign in, and it is all there again. What had not gone out yet is lost.',
};
