// What each person is in the arena: as the roster says on the clock's day.

export function mount(page) {
  let told = "";
  return ({ people }) => {
    if (JSON.stringify(people) === told) return;
    told = JSON.stringify(people);
    page.call(people);
  };
}
