"""Which duty does a good owe, from there, on that minute: the tariff's own, and whatever was laid on top of it?

>>> from xborder import duty
>>> answer = duty("US", at="2026-03-15T12:00:00-04:00", hs="6109.10.00", origin="BD", value="1000.00 USD")
>>> answer.amount, [(one.code, one.rate) for one in answer.components]
(Money('265.00', 'USD'), [('duty.mfn', Rate('0.165')), ('duty.us.s122', Rate('0.1'))])
"""
