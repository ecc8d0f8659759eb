"""Questions in the formats of 1EdTech: QTI 2.1, 2.2 and 3.0, alone or in a package.

What a file says about marking is not guessed from its looks: its rules are run on the
answers that are possible, and what they give is what the question becomes.
"""
