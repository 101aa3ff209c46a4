/** Around the cards. What they say themselves stands in `content/en/cards`. */
export const cards = {
  tabTitle: 'Bothways',
  title: 'Cards',
  lead: 'One thought each, in a minute. There is no order, and no end to reach.',
  doors: {
    connecting: 'Connecting',
    exploring: 'Exploring',
    supporting: 'Supporting',
    planning: 'Planning',
    advocating: 'Advocating',
  },
  comesUpIn: 'It comes up in these lessons',
  courses: 'Courses',
};
