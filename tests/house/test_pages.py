"""Every page that can be reached by following links parses as HTML5, is whole, and has no dead link."""

from tests.house.crawl import complaints, faults, parse
from tests.make.people import delegation, person_in_office, seated


def nothing(found):
    lines = list(found)
    assert not lines, "\n".join(lines)


def test_what_the_public_sees(app, client):
    nothing(complaints(app, client))


def test_what_the_secretariat_sees(app, session, clock, sign_in):
    officer = person_in_office(session, clock, "secretariat")
    delegation(session, clock)
    nothing(complaints(app, sign_in(officer)))


def test_what_the_head_of_a_delegation_sees(app, session, clock, sign_in):
    head = seated(session, clock, delegation(session, clock))
    nothing(complaints(app, sign_in(head)))


def test_what_stands_where_there_is_nothing(client):
    answer = client.get("/there-is-nothing-here")
    tree, errors = parse(answer.get_data())
    assert answer.status_code == 404
    nothing([*errors, *faults(tree)])
