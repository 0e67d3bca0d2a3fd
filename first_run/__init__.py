"""What makes a folder and a database a blog: `setup`, the first owner, and the sample blog.

It may use every other package; none but `config` knows it. Nothing of it is needed once a blog has
an owner and begins without the sample, save `setup` at each start.
"""
