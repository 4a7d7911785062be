"""Sessions: when the Panel sits, on what agenda, in which meetings, and the summary of what it did.

Owns sessions, agenda items with what is before the Panel under each, meetings with the Rapporteur's notes, and issued
summaries. A summary is never written by hand: it is built from the record, so that whoever doubts a sentence can follow
it to what it rests on; what the Rapporteur adds are the notes on meetings. An issued one is kept byte for byte, because
the record goes on and the same summary built later would be another.
"""
